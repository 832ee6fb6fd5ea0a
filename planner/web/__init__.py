"""The web edge: lets people in, asks the features, shows the answers."""
