"""The self-test: planted faults that the suites must catch, or their green says nothing."""

from evals.selftest.proof import Fault, Proof, load_faults, prove

__all__ = ["Fault", "Proof", "load_faults", "prove"]
