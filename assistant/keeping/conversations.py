"""Conversations that can be kept: under a code, to go on later or to let a colleague look along."""

from __future__ import annotations

from assistant.conversations import Conversations
from assistant.turns import Turn


class KeptConversations(Conversations):
    """Adds keeping, opening, remarking and wiping to conversations."""

    def keep(self, session_id: str) -> str:
        """Store the walk on disk, because the user asks for it; returns the code with which it goes on later.

        From then on it is stored after every act. Raises KeepingError when no walk has begun.
        """
        session = self._sessions.get(session_id)
        with session.lock:
            return self._keeper.keep(session)

    def resume(self, code: str, *, looking_along: bool = False) -> Turn:
        """Open a kept walk in a new conversation: to go on, or to look along and remark without changing anything.

        Raises KeepingError, in words for the user, for a code under which nothing lies.
        """
        session, told = self._keeper.open(code, looking_along=looking_along)
        return self._standing(session, told)

    def remark(self, session_id: str, text: str, by: str = "") -> Turn:
        """Add the remark of a colleague, masked; raises KeepingError when it is empty or too long.

        It sets no fact: whether a colleague was consulted is for the user to answer.
        """
        session = self._sessions.get(session_id)
        with session.lock:
            masked, who = self._hearing.mask(text, session.masking), self._hearing.mask(by, session.masking)
            self._keeper.remark(session, masked.text, who.text)
            hidden = ["gemaskeerd"] if masked.masked or who.masked else []
            return self._standing(session, [self._replies.notice(name) for name in hidden])

    def stop_keeping(self, session_id: str) -> Turn:
        """Delete the stored copy of a walk and go on without; raises KeepingError when it is not kept."""
        session = self._sessions.get(session_id)
        with session.lock:
            self._keeper.stop(session)
            return self._standing(session)

    def wipe(self, session_id: str) -> None:
        """Delete a conversation from memory and its stored copy from disk; who looks along only stops looking."""
        session = self._sessions.get(session_id)
        with session.lock:
            self._keeper.wipe(session)

    def forget_kept(self, code: str) -> None:
        """Delete a kept walk from disk; raises KeepingError for a code under which nothing lies."""
        self._keeper.forget(code)

    def sweep(self) -> int:
        """Delete what expired, in memory and on disk; return how many kept walks. To be called hourly."""
        self._sessions.forget_the_old()
        return self._keeper.sweep()
