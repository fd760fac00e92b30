"""The web page: shows what the assistant returns, and decides nothing itself."""
