"""People, posts, quota, qualifications, training."""
