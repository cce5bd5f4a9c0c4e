"""From the files a department really sends to rows one can trust."""
