"""axe-core, the accessibility checker, run inside a page."""

from pathlib import Path

SOURCE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


# The only rule that looks at colours: in another colour scheme, all others find what they found in the first.
COLOURS = {"type": "rule", "values": ["color-contrast"]}
# Links of the admin change their colour slowly. Preloading fetches style sheets and media again, for rules that none of
# these sets contains. What axe passes is several times as much as what it finds, and stays in the page.
CHECK = """async rules => {
  document.getAnimations().forEach(animation => animation.finish());
  const options = {runOnly: rules, resultTypes: ["violations"], elementRef: false, preload: false};
  const {violations} = await axe.run(document, options);
  return violations.map(({id, impact, help, nodes}) =>
    ({id, impact, help, nodes: nodes.map(({target, html}) => ({target, html}))}));
}"""


def load_in_every_document(page):
    """Load the checker into each document that the page will open, for tests of many addresses: it is sent once."""
    page.add_init_script(path=SOURCE)


def violations(page):
    """The violations of WCAG 2.2 AA and of good practice on a page, in light and in dark, a line for each element.

    For example: "light serious image-alt: Images must have alternative text: #logo <img src=…>".
    """
    # Evaluated, not added as a <script>: the site's Content-Security-Policy refuses foreign scripts, as it should.
    if not page.evaluate("'axe' in window"):
        page.evaluate(SOURCE.read_text(encoding="utf-8") + "; undefined")
    lines = violations_in(page, "light", RULES) + violations_in(page, "dark", COLOURS)
    page.emulate_media(color_scheme="null")
    return lines


def violations_in(page, scheme, rules):
    page.emulate_media(color_scheme=scheme)
    return [
        f"{scheme} {rule['impact']} {rule['id']}: {rule['help']}: {' '.join(map(str, node['target']))} {node['html']}"
        for rule in page.evaluate(CHECK, rules)
        for node in rule["nodes"]
    ]
