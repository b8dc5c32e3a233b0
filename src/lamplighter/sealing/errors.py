"""What can go wrong with keys, words and sealed things, one class and one sentence each."""

from __future__ import annotations

from lamplighter.errors import LamplighterError


class SealingError(LamplighterError):
    """Something sealed, or its key, cannot be used."""


# Keys


class NotASealingKey(SealingError):
    """A sealing key is {wanted} bytes long; this one is {length}, or is not a key."""


class NotADeskBundle(SealingError):
    """The desk's public keys cannot be read: {why}."""


# Envelopes


class EnvelopeError(SealingError):
    """The envelope cannot be opened."""


class NotAnEnvelopeId(EnvelopeError):
    """An envelope id is 32 hexadecimal digits."""


class TooLargeToSeal(EnvelopeError):
    """The document is {length} bytes long and the largest envelope holds {limit}; please shorten it."""


class NotAnEnvelope(EnvelopeError):
    """The bytes are not a sealed envelope of Lamplighter."""


class UnknownEnvelopeVersion(EnvelopeError):
    """The envelope has version {version}, which this Lamplighter does not know. Update it to open this envelope."""


class UnknownSuite(EnvelopeError):
    """The envelope is sealed with cipher suite {suite}, which this Lamplighter does not know."""


class EnvelopeTruncated(EnvelopeError):
    """The envelope is {length} bytes long, which is none of the sizes an envelope has: part of it is missing."""


class SealedToAnotherKey(EnvelopeError):
    """The envelope is sealed to key {key_id}, which is not in this keyring."""


class EnvelopeTampered(EnvelopeError):
    """The envelope does not open: it was altered, or belongs to another envelope id."""


class PaddingBroken(EnvelopeError):
    """The envelope opened, but what is inside is not padded as it must be."""


# Words


class WordsNotRecognised(SealingError):
    """These are not code words. Check the spelling of each word against your copy."""


class WrongNumberOfWords(WordsNotRecognised):
    """There are {wanted} code words and this is {count}. Check that none is missing."""


class UnknownWords(WordsNotRecognised):
    """Some of these are not code words: {words}. Check their spelling against your copy."""


class WordsDoNotBelongTogether(WordsNotRecognised):
    """One of these words is wrong, or two have changed places. Check each word and their order."""


class WordsUncertain(SealingError):
    """These words could be read in more than one way. Did you mean: {suggestion}?"""


class WordListMissing(SealingError):
    """The list of code words has not been built. Run `make` in the checkout to build it."""


class WordListAltered(SealingError):
    """The list of code words is not the one this Lamplighter was made for. Run `make` in the checkout to build it."""


# The keyring and its passphrase


class KeyringError(SealingError):
    """The keyring cannot be used."""


class PassphraseMissing(KeyringError):
    """There is no passphrase at {path} and none among the service's credentials."""


class PassphraseTooShort(KeyringError):
    """A passphrase has at least {minimum} characters; this one has {length}."""


class WrongPassphrase(KeyringError):
    """The passphrase does not open this keyring."""


class KeyringMissing(KeyringError):
    """There is no keyring at {path}. Make one with `lamplighter keys make`."""


class KeyringExists(KeyringError):
    """There is a file at {path} already; it is not overwritten, because keys that are lost cannot be made again."""


class KeyringDamaged(KeyringError):
    """The keyring is damaged: {why}. Restore it from a backup."""


class BackupDiffers(KeyringError):
    """The copy at {path} does not open to the same keys; it is no backup. Try another disk."""


# The channel between the desk and the report site


class ChannelError(SealingError):
    """The request is not one the desk signed."""


class SignatureMissing(ChannelError):
    """The request is not signed."""


class SignatureWrong(ChannelError):
    """The request is not signed by the desk, or was altered on its way."""


class RequestOutOfTime(ChannelError):
    """The request is {seconds} seconds away from this machine's clock; at most {window} are accepted."""


class RequestReplayed(ChannelError):
    """The request is not newer than the last one accepted."""


# The state a form carries


class StateError(SealingError):
    """The answers this page carried cannot be read."""


class StateExpired(StateError):
    """These answers waited more than {minutes} minutes and were let go, to keep you safe. Please start again."""


class StateBroken(StateError):
    """The answers this page carried cannot be read any more, because the service was restarted. Please start again."""


# Storage at the desk


class StorageError(SealingError):
    """What is stored for this tip cannot be decrypted: its key is destroyed, or it was altered."""
