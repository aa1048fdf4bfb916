"""What lies in deploy/ can be read by whoever runs it, and names settings, metrics and files of ours that exist."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.metrics import MetricWrapperBase

from careline.metrics import counters
from careline.metrics.figures import FIGURES
from careline.settings import Settings

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
OF_RASA = {"CARELINE_TRACKER_URL", "CARELINE_ACTIONS_URL", "CARELINE_MODEL", "CARELINE_MODEL_SHA256"}
OURS = {field.alias or f"CARELINE_{name.upper()}" for name, field in Settings.model_fields.items()} | OF_RASA
BOT_ONLY = {"CARELINE_TRACKER_URL", "CARELINE_ACTIONS_URL", "CARELINE_BOT_SECRET", "CARELINE_ACTIONS_SECRET"}


def _compose() -> dict[str, Any]:
    return dict(yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8")))


def _manifests() -> list[dict[str, Any]]:
    files = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
    found = [one for file in files for one in yaml.safe_load_all(file.read_text("utf-8"))]
    return [one for one in found if one["kind"] != "Kustomization"]


def _containers(one: dict[str, Any]) -> list[dict[str, Any]]:
    return list(one.get("spec", {}).get("template", {}).get("spec", {}).get("containers", ()))


@pytest.mark.parametrize("file", sorted(path for path in DEPLOY.rglob("*") if path.is_file()), ids=lambda p: p.name)
def test_every_setting_that_is_named_is_one_of_ours(file: Path) -> None:
    named = set(re.findall(r"\b(?:CARELINE|TWILIO)_[A-Z0-9_]+", file.read_text("utf-8")))
    assert named <= OURS


def test_rasa_is_told_its_four_variables_and_no_others() -> None:
    services = _compose()["services"]
    assert set(services["bot-1"]["environment"]) == BOT_ONLY
    [bot] = [one for one in _manifests() if one["kind"] == "StatefulSet"]
    assert {one["name"] for one in _containers(bot)[0]["env"]} <= BOT_ONLY
    assert [next(iter(one.values()))["name"] for one in _containers(bot)[0]["envFrom"]] == ["careline-bot"]
    assert services["bot-1"]["networks"] == ["inside"]
    assert _compose()["networks"]["inside"] == {"internal": True}


def test_only_the_proxy_is_published() -> None:
    assert [name for name, one in _compose()["services"].items() if "ports" in one] == ["proxy"]


def test_the_owner_of_the_tables_is_known_to_migrate_alone() -> None:
    told = {name for name, one in _compose()["services"].items() if "CARELINE_OWNER_URL" in str(one)}
    assert told == {"migrate"}
    pods = [one for one in _manifests() if "careline-owner" in str(_containers(one))]
    assert [one["kind"] for one in pods] == ["Job"]


@pytest.mark.parametrize("one", [one for one in _manifests() if _containers(one)], ids=lambda o: o["metadata"]["name"])
def test_pods_run_without_rights(one: dict[str, Any]) -> None:
    spec = one["spec"]["template"]["spec"]
    assert spec["securityContext"]["runAsNonRoot"]
    assert spec["automountServiceAccountToken"] is False
    for container in _containers(one):
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]},
        }  # fmt: skip
        mounted = {mount["name"] for mount in container.get("volumeMounts", ())}
        assert mounted == {volume["name"] for volume in spec.get("volumes", ())}


def test_compose_and_kubernetes_start_the_same() -> None:
    """The same command for each, and of ours no variable in one that the other has not."""
    services = _compose()["services"]
    commands = {"web": services["web-1"], "worker": services["worker"], "migrate": services["migrate"]}
    pods = {one["metadata"]["name"].removeprefix("careline-"): one for one in _manifests() if _containers(one)}
    assert {name: one["command"] for name, one in commands.items()} == {
        name: _containers(pods[name])[0]["args"] for name in commands
    }
    assert set(pods) == {*commands, "bot"}


def test_services_and_rules_find_their_pods() -> None:
    labels = {
        str(one["spec"]["template"].get("metadata", {}).get("labels")) for one in _manifests() if _containers(one)
    }
    for one in _manifests():
        if one["kind"] == "Service":
            assert str(one["spec"]["selector"]) in labels
        if one["kind"] == "NetworkPolicy":
            assert str(one["spec"]["podSelector"]["matchLabels"]) in labels


@pytest.mark.skipif(not shutil.which("kubectl"), reason="no kubectl here")
def test_the_kustomization_renders() -> None:
    render = ["kubectl", "kustomize", str(DEPLOY / "kubernetes")]
    made = subprocess.run(render, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    rendered = list(yaml.safe_load_all(made.stdout))
    assert {one["kind"] for one in rendered} >= {"Deployment", "StatefulSet", "Job", "Service", "Ingress", "ConfigMap"}
    assert all(one["metadata"].get("namespace") == "careline" for one in rendered if one["kind"] != "Namespace")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
@pytest.mark.parametrize("unit", ["careline-bot@8011", "careline-web@8000", "careline-worker"])
def test_units_are_what_systemd_knows(tmp_path: Path, unit: str) -> None:
    for file in (DEPLOY / "systemd").glob("*.service"):
        text = re.sub(r"(?<=ExecStart=)/srv\S+", "/bin/true", file.read_text("utf-8"))
        (tmp_path / file.name).write_text(text, "utf-8")
    name, at, _ = unit.partition("@")
    if at:
        (tmp_path / f"{unit}.service").write_text((tmp_path / f"{name}@.service").read_text("utf-8"), "utf-8")
    checked = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / f"{unit}.service")], capture_output=True, text=True, check=False
    )
    mine = [line for line in checked.stderr.splitlines() if f"{name}" in line and "not found" not in line]
    assert mine == []


def test_rasa_and_the_service_run_as_different_users() -> None:
    users = {
        file.name: re.findall(r"^User=(.*)$", file.read_text("utf-8"), re.MULTILINE)[0]
        for file in (DEPLOY / "systemd").glob("*.service")
    }
    assert users.pop("careline-bot@.service") not in users.values()


def _units() -> dict[str, dict[str, list[str]]]:
    """Of each unit what its lines say, by their names."""
    found: dict[str, dict[str, list[str]]] = {}
    for file in (DEPLOY / "systemd").glob("*.service"):
        said = found.setdefault(file.name, {})
        for name, value in re.findall(r"^([A-Za-z]+)=(.*)$", file.read_text("utf-8"), re.MULTILINE):
            said.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize("unit", ["careline-bot@.service", "careline-web@.service", "careline-worker.service"])
def test_units_give_a_process_no_more_than_it_needs(unit: str) -> None:
    said = _units()[unit]
    for name in ("NoNewPrivileges", "ProtectHome", "PrivateTmp", "PrivateDevices", "RestrictNamespaces"):
        assert said[name] == ["yes"], name
    assert (said["ProtectSystem"], said["CapabilityBoundingSet"]) == (["strict"], [""])
    assert int(said["LimitNOFILE"][0]) >= 8192
    if unit.startswith("careline-bot"):
        assert (said["IPAddressDeny"], said["IPAddressAllow"]) == (["any"], ["localhost"])
        assert "/etc/careline/careline.env" in said["InaccessiblePaths"][0]
        assert "--sha256 ${CARELINE_MODEL_SHA256}" in said["ExecStart"][0]


@pytest.mark.parametrize("unit", ["careline-bot@.service", "careline-web@.service", "careline-worker.service"])
def test_units_start_after_the_database_and_never_give_up(unit: str) -> None:
    said = _units()[unit]
    assert (said["Restart"], said["StartLimitIntervalSec"], said["Type"]) == (["always"], ["0"], ["notify"])
    assert "postgresql.service" in said["After"][0]
    assert int(said["WatchdogSec"][0]) <= 30


@pytest.mark.parametrize("name", ["nginx.conf", "nginx.containers.conf"])
def test_the_proxy_logs_no_token_and_refuses_floods(name: str) -> None:
    text = (DEPLOY / name).read_text("utf-8")
    [logged] = re.findall(r"^log_format careline '(.*)';$", text, re.MULTILINE)
    assert not {"$request", "$request_uri", "$uri", "$args", "$query_string", "$http_referer"} & set(logged.split())
    assert re.search(r"^    error_log \S+ crit;", text, re.MULTILINE)  # lesser lines quote the request
    everything = text[text.index("location / {") :]
    for wanted in ("limit_req zone=", "limit_req_status 429", "X-Forwarded-For $remote_addr", "limit_conn "):
        assert wanted in everything, wanted
    assert "location = /metrics { return 404; }" in text


def test_the_proxy_leads_to_https_packs_what_is_large_and_turns_to_the_other_process() -> None:
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    plain, secure = text.split("\nserver {")[1:]
    assert "listen 80;" in plain
    assert "return 301 https://" in plain
    for wanted in (
        'add_header Strict-Transport-Security "max-age=31536000" always;', "gzip on;", "application/javascript",
        "proxy_next_upstream error timeout http_503;",
    ):  # fmt: skip
        assert wanted in secure, wanted
    assert len(re.findall(r"^    server 127\.0\.0\.1:\d+ ", text, re.MULTILINE)) == 2


def test_the_proxies_differ_in_names_and_places_alone() -> None:
    """What is mended in one and not in the other is found by whoever runs the other."""

    def lines(name: str) -> list[str]:
        text = (DEPLOY / name).read_text("utf-8")
        there = ("server_name", "ssl_certificate", "access_log", "error_log", "server 127", "server web", "#")
        return [line for line in text.splitlines() if not line.strip().startswith(there)]

    assert lines("nginx.conf") == lines("nginx.containers.conf")


def test_alerts_and_the_dashboard_ask_for_metrics_that_exist() -> None:
    known = {one.name for one in FIGURES} | {"careline_database_up"}
    for metric in vars(counters).values():
        for family in metric.describe() if isinstance(metric, MetricWrapperBase) else ():
            known |= {family.name, f"{family.name}_total", f"{family.name}_bucket"}
    alerts = yaml.safe_load((DEPLOY / "monitoring" / "alerts.yml").read_text("utf-8"))
    board = json.loads((DEPLOY / "monitoring" / "dashboard.json").read_text("utf-8"))
    asked = [rule["expr"] for group in alerts["groups"] for rule in group["rules"]]
    asked += [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    for expression in asked:
        assert set(re.findall(r"\bcareline_[a-z_]+", expression)) <= known, expression


def test_what_the_images_copy_is_there() -> None:
    text = (DEPLOY / "Dockerfile").read_text("utf-8")
    sources = re.findall(r"^COPY --from=build-\w+ /srv/careline/(\S+)", text, re.MULTILINE)
    made = {".venv", ".venv-bot", "web/dist", "models"}
    assert [one for one in sources if one not in made and not (ROOT / one).exists()] == []
