"""What people use: the command line and the explorer. The only place that reads the environment."""
