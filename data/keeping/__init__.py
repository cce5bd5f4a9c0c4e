"""Keeping: what is done to the state folder after a snapshot is made, and what holds while it is made.

``locks`` and ``durably`` serve every writer; ``keys`` holds the chain of pseudonyms, and ``conforming`` brings
snapshots to it. The commands are ``compare``, ``prune`` and ``restore``, ``rotate``, ``erase``, ``expire``, ``verify``,
``sound`` and ``tidy``. ``backup`` (with ``places`` and ``taking``) writes an ``archive``, ``recover``
(with ``same_key`` and ``swapping``) brings it back; ``versions`` tells what wrote what.
"""
