import { Match } from 'aws-cdk-lib/assertions';
import { readAssembly } from '../../../local/template/assembly.ts';
import { httpApiOf } from '../../../local/template/http-api.ts';
import { synthesizedAssembly } from '../../support/synthesized-assembly.ts';
import { resourcesIn, templateOf } from '../../support/template-of.ts';

describe('canary deploys', () => {
  const template = templateOf({ canaryDeploys: true });

  test('are off by default and then create no resources', () => {
    const byDefault = templateOf();
    for (const type of ['AWS::Lambda::Alias', 'AWS::Lambda::Version', 'AWS::CodeDeploy::DeploymentGroup'])
      byDefault.resourceCountIs(type, 0);
  });

  test('shift a tenth of the requests for five minutes, then the rest', () => {
    const groups = resourcesIn<{ DeploymentConfigName: string }>(template, 'AWS::CodeDeploy::DeploymentGroup');
    expect(groups.map(([, { DeploymentConfigName }]) => DeploymentConfigName)).toEqual([
      'CodeDeployDefault.LambdaCanary10Percent5Minutes',
      'CodeDeployDefault.LambdaCanary10Percent5Minutes',
    ]);
    const aliases = Object.values(template.findResources('AWS::Lambda::Alias')) as { UpdatePolicy: object }[];
    expect(aliases).toHaveLength(2);
    for (const { UpdatePolicy } of aliases)
      expect(UpdatePolicy).toEqual({ CodeDeployLambdaAliasUpdate: expect.any(Object) as object });
  });

  test('roll back if the new version crashes or the API answers with 5xx', () => {
    const alarms = resourcesIn<{ AlarmDescription: string }>(template, 'AWS::CloudWatch::Alarm');
    const watching = alarms.filter(([, { AlarmDescription }]) => AlarmDescription.includes('canary'));
    expect(watching).toHaveLength(3);
    // Periods shorter than the canary, so that the alarms fire before the rest of the requests shifts.
    for (const [, alarm] of watching)
      expect(JSON.stringify(alarm).match(/"Period":\d+/g)).toEqual(
        expect.not.arrayContaining([expect.not.stringContaining(':60')]),
      );
    // A share of the requests, so that a failing version is detected at low traffic too.
    expect(JSON.stringify(watching)).toContain('IF(errors > 1, 100 * errors / requests, 0)');
    template.allResourcesProperties('AWS::CodeDeploy::DeploymentGroup', {
      AlarmConfiguration: { Enabled: true, Alarms: [Match.anyValue(), Match.anyValue()] },
      AutoRollbackConfiguration: {
        Enabled: true,
        Events: Match.arrayWith(['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM']),
      },
    });
  });

  test('the API calls the aliases and has permission to do so', () => {
    const aliases = resourcesIn(template, 'AWS::Lambda::Alias').map(([id]) => id);
    const called = resourcesIn<{ IntegrationUri: { Ref?: string } }>(template, 'AWS::ApiGatewayV2::Integration');
    expect(called.map(([, { IntegrationUri }]) => IntegrationUri.Ref).sort()).toEqual(aliases.sort());
    for (const [, { FunctionName }] of resourcesIn<{ FunctionName: { Ref?: string } }>(
      template,
      'AWS::Lambda::Permission',
    ))
      expect(aliases).toContain(FunctionName.Ref);
  });

  test('all requests go to the new version before the CDN sends a new secret', () => {
    const [distribution] = Object.values(template.findResources('AWS::CloudFront::Distribution'));
    const aliases = resourcesIn(template, 'AWS::Lambda::Alias').map(([id]) => id);
    expect(aliases).toHaveLength(2);
    expect((distribution as { DependsOn: string[] }).DependsOn).toEqual(expect.arrayContaining(aliases));
  });

  test('the local system runs the functions without a canary', async () => {
    const { folder } = await synthesizedAssembly({ canaryDeploys: true });
    const names = httpApiOf(readAssembly(folder)).routes.map(({ functionName }) => functionName);
    const functions = resourcesIn(template, 'AWS::Lambda::Function').map(([id]) => id);
    for (const name of names) expect(functions).toContain(name);
  });
});
