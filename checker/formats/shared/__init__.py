"""What several formats share: texts, rows, wrapping, links, what brought an outcome about."""
