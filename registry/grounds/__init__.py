"""From the record card to the grounds of clause 17: facts, evidence in words, findings over all cards."""
