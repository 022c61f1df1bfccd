"""The image and the composition of containers."""

import re
import subprocess
import sys

import yaml
from django.core.management import get_commands, load_command_class

from tests.conftest import ROOT

DEPLOY = ROOT / "deploy"


def test_the_composition_is_valid():
    command = ["-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", DEPLOY / "compose.yaml"]
    outcome = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    assert (outcome.returncode, outcome.stdout) == (0, "ok -- validation done\n")


def test_every_secret_volume_and_service_that_is_named_exists():
    composition = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    services = composition["services"].values()
    assert {name for service in services for name in service.get("secrets", ())} == composition["secrets"].keys()
    mounted = {volume.partition(":")[0] for service in services for volume in service.get("volumes", ())}
    assert {name for name in mounted if not name.startswith(".")} == composition["volumes"].keys()
    assert {name for service in services for name in service.get("depends_on", ())} <= composition["services"].keys()


def test_no_secret_is_in_the_environment_of_a_container():
    composition = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    names = {name for service in composition["services"].values() for name in service.get("environment", ())}
    assert {
        name for name in names if re.search("KEY|PASSWORD|DATABASE_URL", name) and not name.endswith("_FILE")
    } == set()


def test_the_image_runs_as_a_user_without_rights_and_starts_a_command_that_exists():
    dockerfile = (DEPLOY / "Dockerfile").read_text()
    assert re.findall(r"^USER (.*)$", dockerfile, re.MULTILINE) == ["10001:10001"]
    (arguments,) = re.findall(r'^CMD \["(.*)"\]$', dockerfile, re.MULTILINE)
    name, *options = arguments.split('", "')
    assert yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]["release"]["command"][0] in get_commands()
    parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
    parsed = parser.parse_args(options)
    assert (parsed.host, parsed.port, parsed.prepared) == ("0.0.0.0", 8000, True)  # noqa: S104 - of the container


def test_the_image_gets_everything_that_its_installation_needs():
    kept = {line.removeprefix("!") for line in (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()}
    needed = {
        "pyproject.toml",
        "constraints.txt",
        "README.md",
        "LICENSE",
        "manage.py",
        "proceedings",
        "templates",
        "deploy",
    }
    assert needed - kept == set()
