"""Many pages at once: files of them, read in constant memory."""
