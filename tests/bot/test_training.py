from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path

import pytest

from bot import model_files, train
from bot.model_files import ModelTamperedError, checksum_file, model_path, verify, write_checksum

INPUTS = (
    "config.yml", "bot/domain/a.yml", "data/nlu/a.yml", "data/talks/a.txt", "bot/components/a.py",
    "requirements/bot.txt",
)  # fmt: skip


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small copy of what a model depends on."""
    for name in INPUTS:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a")
    return tmp_path


def test_the_name_follows_every_input_and_nothing_else(tree: Path) -> None:
    before = model_path(tree / "models", tree)
    names = {before}
    for name in INPUTS:
        (tree / name).write_text("b")
        names.add(model_path(tree / "models", tree))
    assert len(names) == 1 + len(INPUTS)
    (tree / "data/nlu/b.yml").write_text("")
    assert model_path(tree / "models", tree) not in names
    (tree / "data/nlu/b.yml").unlink()
    (tree / "bot/channel.py").write_text("c")
    (tree / "bot/components/__pycache__").mkdir()
    (tree / "bot/components/__pycache__/a.pyc").write_text("c")
    assert model_path(tree / "models", tree) in names


def test_one_flipped_byte_is_noticed(tmp_path: Path) -> None:
    model = tmp_path / "m.tar.gz"
    model.write_bytes(b"model")
    with pytest.raises(ModelTamperedError):
        verify(model)
    write_checksum(model)
    assert checksum_file(model).name == "m.sha256"
    verify(model)
    model.write_bytes(b"mOdel")
    with pytest.raises(ModelTamperedError):
        verify(model)
    checksum_file(model).write_text("")
    with pytest.raises(ModelTamperedError):
        verify(model)


def test_printing_the_path_trains_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert train.main(["--out", str(tmp_path / "models"), "--print-path"]) == 0
    assert capsys.readouterr().out.strip() == str(model_path(tmp_path / "models"))
    assert not (tmp_path / "models").exists()


def test_two_trainings_at_once_make_one_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trained = []

    def slowly(model: Path) -> Path:
        time.sleep(0.3)
        trained.append(model)
        model.write_bytes(b"model")
        return model

    monkeypatch.setattr(train, "_train", slowly)
    found: list[Path] = []
    both = [threading.Thread(target=lambda: found.append(train.train_once(tmp_path))) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert len(trained) == 1
    assert found == [model_path(tmp_path)] * 2
    verify(found[0])
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(
        [found[0].name, checksum_file(found[0]).name, ".training.lock"]
    )


def test_a_damaged_model_in_the_cache_is_trained_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trained = []

    def quickly(model: Path) -> Path:
        trained.append(model)
        model.write_bytes(b"model")
        return model

    monkeypatch.setattr(train, "_train", quickly)
    model = train.train_once(tmp_path)
    assert train.train_once(tmp_path) == model
    assert len(trained) == 1
    model.write_bytes(b"mode1")
    verify(train.train_once(tmp_path))
    checksum_file(model).unlink()
    verify(train.train_once(tmp_path))
    assert len(trained) == 3


def test_sources_that_change_meanwhile_give_no_wrongly_named_model(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, edits = tmp_path / "models", iter("bc")

    def edited_meanwhile(model: Path) -> Path:
        (tree / "config.yml").write_text(next(edits, "c"))
        model.write_bytes((tree / "config.yml").read_bytes())
        return model

    monkeypatch.setattr(train, "_train", edited_meanwhile)
    monkeypatch.setattr(train, "model_path", lambda where: model_files.model_path(where, tree))
    model = train.train_once(out)
    assert model == model_files.model_path(out, tree)
    assert model.read_bytes() == b"c"
    shutil.rmtree(out)
    counter = iter(range(100))
    monkeypatch.setattr(train, "model_path", lambda where: where / f"{next(counter)}.tar.gz")
    with pytest.raises(train.TrainingFailedError):
        train.train_once(out)


def test_every_source_is_read_once_and_a_broken_domain_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rasa.shared.core.domain import InvalidDomain
    from rasa.shared.exceptions import YamlException

    from bot.sources import Sources

    for folder in ("bot/domain", "data/nlu", "data/rules", "data/asks", "data/talks", "data/dangers"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "config.yml").write_text(
        "recipe: default.v1\nassistant_id: x\nlanguage: zh\npipeline: []\npolicies: []\n"
    )
    domain = tmp_path / "bot/domain/a.yml"
    domain.write_text('version: "3.1"\nintents: [greet]\nactions: [action_greet]\n')
    for topic in "ab":
        nlu = (
            f'version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - 你好{topic}\n    - 单号[12345678](order_no)\n'
        )
        (tmp_path / f"data/nlu/{topic}.yml").write_text(nlu)
    (tmp_path / "data/asks/wen.yml").write_text("writer: wen\nasks:\n- {matter: invoice, ask: how, say: [开发票]}\n")
    (tmp_path / "data/talks/wen.txt").write_text("refund status | 退款呢\n~refund when | 多久\n")
    (tmp_path / "data/dangers/wen.txt").write_text("fire | 着火了\nfire ? | 糊味\nnone | 急死\n")
    rule = 'version: "3.1"\nrules:\n- rule: greet\n  steps: [{intent: greet}, {action: action_greet}]\n'
    (tmp_path / "data/rules/a.yml").write_text(rule)
    monkeypatch.chdir(tmp_path)
    sources = Sources()
    assert [example.get("text") for example in sources.get_nlu_data().intent_examples] == [
        "你好a",
        "单号12345678",
        "你好b",
    ]
    labelled = [example.as_dict() for example in sources.get_nlu_data().training_examples if example.get("ask_label")]
    assert labelled == [
        {"text": "开发票", "matter_label": "invoice", "ask_label": "how"},
        {
            "text": "退款呢",
            "matter_label": "refund",
            "ask_label": "status",
            "named_label": True,
            "spoken_of": (),
        },
        {"text": "多久", "matter_label": "refund", "ask_label": "when", "named_label": False, "spoken_of": ("refund",)},
    ]
    voices = [one.as_dict() for one in sources.get_nlu_data().training_examples if one.get("danger_label")]
    assert [(one["text"], one["danger_label"]) for one in voices] == [
        ("着火了", "fire"), ("糊味", "fire"), ("急死", "none"),
    ]  # fmt: skip
    assert sources.get_nlu_data() is sources.get_nlu_data()
    assert len(sources.get_stories().story_steps) == 1
    assert sources.get_domain() is sources.get_domain()
    domain.write_text('version: "3.1"\nintents: 5\n')
    with pytest.raises((InvalidDomain, YamlException)):
        Sources().get_domain()
