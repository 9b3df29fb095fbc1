"""Many pages at once: inputs to tasks, engines that work on them, outputs in parts."""
