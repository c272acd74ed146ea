"""Het kanaal Microsoft Teams: het protocol uit `botframework` verbonden met poort en beurten."""
