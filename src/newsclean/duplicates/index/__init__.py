"""An index of the texts seen so far, on disk: a batch is compared with it, and with itself, in bounded memory."""
