"""Attacks on scope: two worlds that differ only in what somebody may not see must look the same to them."""
