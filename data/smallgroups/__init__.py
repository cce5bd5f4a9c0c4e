"""Which small groups of people a store leaves out, so that none can be found by subtraction from what it holds."""
