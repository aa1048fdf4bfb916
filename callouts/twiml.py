"""The few TwiML documents that we speak with. Language codes differ: cmn-Hans-CN is heard, cmn-CN is spoken."""

from __future__ import annotations

import re
from collections.abc import Iterable

from twilio.twiml.voice_response import (  # type: ignore[import-untyped, unused-ignore]
    Connect,
    Dial,
    Gather,
    VoiceResponse,
)

from callouts.relay_messages import LANGUAGES
from callouts.settings import CalloutSettings

_HEARD = {"zh-CN": "cmn-Hans-CN", "en": "en-US"}
_SPOKEN = {"zh-CN": "cmn-CN", "en": "en-US"}
_SPEECH_MODELS = {"zh-CN": "nova-2-general", "en": "nova-3-general"}
"""Deepgram's, of those that know the language."""
# XML 1.0 has no way to write these at all, not even escaped (production Char).
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def ask(settings: CalloutSettings, language: str, texts: Iterable[str], action: str) -> str:
    """Say this, interruptibly, and listen for speech or one key; silence is reported too."""
    listening = Gather(
        input="speech dtmf",
        num_digits=1,
        finish_on_key="",  # otherwise Twilio swallows #, which changes the language
        action=action,
        method="POST",
        language=_HEARD.get(language, "en-US"),
        hints=settings.hints_in(language),
        speech_timeout="auto",
        timeout=settings.gather_seconds,
        barge_in=True,
        action_on_empty_result=True,
    )
    _say(listening, settings, language, texts)
    response = VoiceResponse()
    response.append(listening)
    response.redirect(action, method="POST")
    return str(response)


def say_and_hang_up(settings: CalloutSettings, language: str, texts: Iterable[str]) -> str:
    """Last words."""
    response = VoiceResponse()
    _say(response, settings, language, texts)
    response.hangup()
    return str(response)


def say_and_go_on(settings: CalloutSettings, language: str, texts: Iterable[str], url: str) -> str:
    """Fill the silence while the bot thinks, then ask again at `url`, telling the key that was pressed meanwhile."""
    waiting = Gather(input="dtmf", num_digits=1, finish_on_key="", action=url, method="POST", timeout=1)
    _say(waiting, settings, language, texts)
    response = VoiceResponse()
    response.append(waiting)
    response.redirect(url, method="POST")
    return str(response)


def connect_relay(settings: CalloutSettings, language: str, socket: str, action: str) -> str:
    """Let the assistant talk over the WebSocket at `socket`; afterwards go on with what is found at `action`.

    Nothing is said here: the first words go over the socket, so that they are the same however it came about.
    """
    connect = Connect(action=action, method="POST")
    relay = connect.conversation_relay(
        url=socket,
        language=LANGUAGES.get(language, "en-US"),
        tts_provider=_provider(settings, language)[0],
        voice=_provider(settings, language)[1],
        transcription_provider="Deepgram",
        speech_model=_SPEECH_MODELS.get(language, "nova-3-general"),
        hints=settings.hints_in(language),
        dtmf_detection=True,
        partial_prompts=True,
        interruptible="any",
        report_input_during_agent_speech="any",
        events="speaker-events",
    )
    for ours, code in LANGUAGES.items():  # the # key changes the language within the session
        provider, voice = _provider(settings, ours)
        relay.language(
            code=code, tts_provider=provider, voice=voice, transcription_provider="Deepgram",
            speech_model=_SPEECH_MODELS[ours], hints=settings.hints_in(ours),
        )  # fmt: skip
    response = VoiceResponse()
    response.append(connect)
    return str(response)


def _provider(settings: CalloutSettings, language: str) -> tuple[str, str]:
    """Who speaks, and with what voice: `<Say>` names both in one word, such as Polly.Zhiyu-Neural."""
    house, dot, voice = settings.voice(language).partition(".")
    return ("Amazon" if house == "Polly" else house, voice) if dot else ("Amazon", house)


def hold_in_conference(
    settings: CalloutSettings, language: str, texts: Iterable[str], room: str, *, wait: str, events: str, back: str
) -> str:
    """Say this, then wait for an agent in the conference `room`: `wait` has the words meanwhile, `back` what follows
    when the agent leaves. The talk ends with whoever hangs up first."""
    response = VoiceResponse()
    _say(response, settings, language, texts)
    dial = Dial(action=back, method="POST")
    dial.conference(
        room,
        start_conference_on_enter=False,
        end_conference_on_exit=True,
        beep=False,
        wait_url=wait,
        wait_method="POST",
        status_callback=events,
        status_callback_method="POST",
        status_callback_event="start end join leave mute hold",
        participant_label="caller",
    )
    response.append(dial)
    return str(response)


def join_conference(settings: CalloutSettings, language: str, room: str, *, first: str, after: str) -> str:
    """Say `first` to the agent, then let them talk; `after` is what they hear when the other one has hung up."""
    response = VoiceResponse()
    _say(response, settings, language, (first,))
    dial = Dial()
    dial.conference(
        room, start_conference_on_enter=True, end_conference_on_exit=True, beep=False, participant_label="agent"
    )
    response.append(dial)
    _say(response, settings, language, (after,))
    response.hangup()
    return str(response)


def ask_key(settings: CalloutSettings, language: str, texts: Iterable[str], action: str, *, otherwise: str = "") -> str:
    """Say this and wait for one key; without one go on at `otherwise`, or hang up."""
    response = VoiceResponse()
    gather = Gather(
        input="dtmf", num_digits=1, finish_on_key="", action=action, method="POST", timeout=settings.gather_seconds
    )
    _say(gather, settings, language, texts)
    response.append(gather)
    if otherwise:
        response.redirect(otherwise, method="POST")
    else:
        response.hangup()
    return str(response)


def waiting_words(settings: CalloutSettings, language: str, text: str, seconds: int) -> str:
    """Words for whoever waits in a conference, then a pause; the carrier asks again after it."""
    response = VoiceResponse()
    _say(response, settings, language, (text,))
    response.pause(length=seconds)
    return str(response)


def go_on_after(seconds: int, url: str) -> str:
    """Nothing for a moment, then what is found at `url`."""
    response = VoiceResponse()
    response.pause(length=seconds)
    response.redirect(url, method="POST")
    return str(response)


def hang_up() -> str:
    """Nothing to say."""
    response = VoiceResponse()
    response.hangup()
    return str(response)


def _say(verb: VoiceResponse | Gather, settings: CalloutSettings, language: str, texts: Iterable[str]) -> None:
    for text in texts:
        spoken = _UNWRITABLE.sub("", text).strip()
        if spoken:
            verb.say(spoken, voice=settings.voice(language), language=_SPOKEN.get(language, "en-US"))
