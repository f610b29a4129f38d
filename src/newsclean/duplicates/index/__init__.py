"""An on-disk index of the texts seen so far; each batch is compared with it and with itself in bounded memory."""
