import { useDoc } from '@docusaurus/plugin-content-docs/client';
import Footer from '@theme-original/DocItem/Footer';

export default function RatedFooter(props) {
  const { metadata } = useDoc();
  return (
    <>
      <article-rating class="margin-top--lg" article-id={`docs/${metadata.id}`} />
      <Footer {...props} />
    </>
  );
}
