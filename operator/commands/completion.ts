import { Argument, Command } from 'commander';
import type { Option } from 'commander';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

/** Prints a shell completion script for commands, options and choices, generated from the program's definition. */
export function completionCommand(): Command {
  return new Command('completion')
    .description('print a shell completion script')
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .action((shell: Shell, _options, command: Command) => {
      const program = command.parent ?? command;
      process.stdout.write(shell === 'fish' ? fish(program) : shell === 'zsh' ? zsh(program) : bash(program));
    });
}

const flagsOf = (options: readonly Option[]) =>
  options.flatMap(({ short, long }) => [short, long]).filter((flag) => flag !== undefined);

function optionsOf(program: Command, command: Command): Option[] {
  return [...command.options, ...program.options];
}

function bash(program: Command): string {
  const cases = program.commands.map((command) => {
    const options = optionsOf(program, command);
    const values = options.flatMap((option) =>
      option.argChoices === undefined
        ? []
        : [`        ${flagsOf([option]).join('|')}) words='${option.argChoices.join(' ')}' ;;`],
    );
    // The value of an option without choices is a file name or cannot be completed.
    const others = flagsOf(options.filter(({ required, argChoices }) => required && argChoices === undefined));
    const choices = command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices);
    return [
      `    ${command.name()})`,
      `      words='${[...choices, ...flagsOf(options), '--help'].join(' ')}'`,
      '      case $previous in',
      ...values,
      ...(others.length > 0 ? [`        ${others.join('|')}) words='' ;;`] : []),
      '      esac ;;',
    ].join('\n');
  });
  const names = program.commands.map((command) => command.name()).join(' ');
  return `_ratings() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command='' word words=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case " ${names} " in *" $word "*) command=$word; break ;; esac
  done
  case $command in
    '') words='${names} ${flagsOf(program.options).join(' ')} --help' ;;
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _ratings ratings
`;
}

function zsh(program: Command): string {
  return `autoload -U +X bashcompinit && bashcompinit\n${bash(program)}`;
}

function fish(program: Command): string {
  const quoted = (text: string) => `'${text.replace(/['\\]/g, '\\$&')}'`;
  const line = (condition: string, option: Option) =>
    [
      `complete -c ratings -n ${quoted(condition)}`,
      ...(option.short === undefined ? [] : [`-s ${option.short.slice(1)}`]),
      ...(option.long === undefined ? [] : [`-l ${option.long.slice(2)}`]),
      ...(option.required ? ['-r'] : []),
      ...(option.argChoices === undefined ? [] : [`-f -a ${quoted(option.argChoices.join(' '))}`]),
      `-d ${quoted(option.description)}`,
    ].join(' ');
  const commands = program.commands.flatMap((command) => {
    const seen = `__fish_seen_subcommand_from ${command.name()}`;
    const choices = command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices);
    return [
      `complete -c ratings -f -n __fish_use_subcommand -a ${command.name()} -d ${quoted(command.description())}`,
      ...(choices.length > 0 ? [`complete -c ratings -f -n ${quoted(seen)} -a ${quoted(choices.join(' '))}`] : []),
      ...optionsOf(program, command).map((option) => line(seen, option)),
    ];
  });
  return `${commands.join('\n')}\n`;
}
