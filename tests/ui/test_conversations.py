"""What is remembered of a conversation goes with the last window that shows it."""

from ui.conversations import Conversations, Said


def test_messages_are_kept_in_order_and_apart() -> None:
    conversations = Conversations()
    for session, words in (("a", "een"), ("b", "anders"), ("a", "twee")):
        if not conversations.said(session):
            conversations.enter(session)
        conversations.add(session, Said(words, None))
    assert [said.text for said in conversations.said("a")] == ["een", "twee"]
    assert [said.text for said in conversations.said("b")] == ["anders"]


def test_only_the_last_window_takes_the_conversation_along() -> None:
    conversations = Conversations()
    conversations.enter("a")
    conversations.enter("a")  # the same page, loaded again
    conversations.add("a", Said("een", None))
    assert conversations.leave("a") is False
    assert conversations.said("a")
    assert conversations.leave("a") is True
    assert conversations.said("a") == ()


def test_leaving_what_was_never_entered_forgets_nothing() -> None:
    assert Conversations().leave("a") is False


def test_nothing_is_remembered_of_a_conversation_that_is_not_on_screen() -> None:
    conversations = Conversations()
    conversations.add("a", Said("een", None))
    assert conversations.said("a") == ()
