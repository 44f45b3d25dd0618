"""How much CPU a read costs: the service beside the least that could give the same answer."""
