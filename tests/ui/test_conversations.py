"""A conversation goes with the last window that shows it."""

from ui.conversations import Conversations


def test_only_the_last_window_takes_the_conversation_along() -> None:
    conversations = Conversations()
    conversations.enter("a")
    conversations.enter("a")  # the same page, loaded again
    assert conversations.leave("a") is False
    assert conversations.leave("a") is True
    assert conversations.leave("a") is False


def test_conversations_are_counted_apart() -> None:
    conversations = Conversations()
    conversations.enter("a")
    conversations.enter("b")
    assert conversations.leave("a") is True
    assert conversations.leave("b") is True


def test_leaving_what_was_never_entered_is_not_leaving() -> None:
    assert Conversations().leave("a") is False
