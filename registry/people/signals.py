"""What the registry tells the apps above it, without knowing them."""

from django.dispatch import Signal

# Sent in the transaction that ends a registration, with `registration` (the ended row) and `by` (the member
# of staff): an app above withdraws what it has prepared for it.
registration_ended = Signal()

# Sent in the transaction of each act on a job offer or a referral, with `registration`, `entry` and `by`: an
# app above lets a request wait while `registry.card.hindrances` finds something open, and go on after it.
hindrances_changed = Signal()
