"""What stands around a request and knows who asks: sign-in, devices, forms sent twice, outages."""
