"""The part of the page about learning and understanding. Pure; each section is empty where nothing was measured."""

from __future__ import annotations

from bench.markdown import Figures, Row, table


def training(found: Figures) -> str:
    phase, stock = found.get("training"), found.get("stock_training")
    if not phase or not stock:
        return ""
    took = f"{stock['seconds']:.0f} s (when it was trained)" if stock["seconds"] else "not known"
    rows = [
        ("stock", f"{stock['sentences']:,}", took),
        ("ours", "1,000", f"{phase['ours_on_the_same']['seconds']:.0f} s"),
        ("ours", f"{phase['ours']['sentences']:,}", f"{phase['ours']['seconds']:.0f} s"),
    ]
    return "## Training\n\nFrom starting the process to the finished model.\n\n" + table(
        ("", "sentences", "time"), rows
    )


def parsing(found: Figures) -> str:
    phase = found.get("parsing")
    if not phase:
        return ""
    same = found.get("training", {}).get("ours_on_the_same")
    times = [
        (kind, f"{phase[kind]['parse']['p50']:.1f} ms", f"{phase[kind]['parse']['p95']:.1f} ms")
        for kind in ("stock", "ours")
    ]
    rows = [_accuracy("stock, 1,000 sentences", phase["stock"]["dev"], phase["stock"]["unseen"])]
    rows.append(_accuracy("its likeliest guess", phase["stock"]["dev_guess"], phase["stock"]["unseen_guess"]))
    if same:
        rows.append(_accuracy("ours, the same 1,000", same["dev"], same["unseen"]))
    rows.append(_accuracy("ours, all sentences", phase["ours"]["dev"], None))
    head = ("", "zh strict / lenient", "en strict / lenient", "1,000 other sentences of ours")
    return (
        "## Understanding\n\nOne text after another in the process, none of them twice.\n\n"
        + table(("", "p50", "p95"), times)
        + "\n\nAccuracy on the project's evaluation sets (555 Chinese and 343 English sentences of real customers; "
        "*lenient* counts another defensible label too), and on sentences of ours that neither was trained on. *Its "
        "likeliest guess* is stock without its fallback classifier, which asks back below 0.3.\n\n" + table(head, rows)
    )


def _accuracy(name: str, dev: Figures, unseen: float | None) -> Row:
    columns = (f"{dev[one]['strict']:.3f} / {dev[one]['lenient']:.3f}" if one in dev else "–" for one in ("zh", "en"))
    return (name, *columns, "–" if unseen is None else f"{unseen:.3f}")


def curves(found: Figures) -> str:
    phase = found.get("curves")
    if not phase:
        return ""
    text = "## Confidence and data\n\n![What the confidence bar trades](understanding-bars.svg)\n\n" + bars_in_words(
        phase
    )
    if phase["sizes"]:
        rows = [(f"{one['sentences']:,}", f"{one['zh']:.3f}", f"{one['en']:.3f}") for one in phase["sizes"]]
        text += "\n\nLenient accuracy by the number of sentences learned from:\n\n"
        text += "![Learning curve](understanding-learning.svg)\n\n" + table(("sentences", "zh", "en"), rows)
    return text


def bars_in_words(phase: Figures) -> str:
    """What the bars in use mean, from the nearest measured points."""
    rows = []
    for source, name in (("own", "our sentences, held out"), ("dev", "evaluation sets")):
        for language in ("zh", "en"):
            if points := phase["bars"].get(source, {}).get(language):
                bar = phase["in_use"][language]
                one = min(points, key=lambda point: abs(point["bar"] - bar))
                shares = (f"{100 * one[what]:.1f} %" for what in ("answered", "wrong", "asked_back", "sent_away"))
                rows.append((f"{name}, {language}", f"{bar:.2f}", *shares))
    head = ("", "bar in use", "answered", "wrong of those", "asked back", "sent away")
    return table(head, rows)
