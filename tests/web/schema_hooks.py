"""What schemathesis is to send where the document says NDJSON or WARC: text as it is."""

import schemathesis

schemathesis.serializer.alias(["application/x-ndjson", "application/warc"], "text/plain")
