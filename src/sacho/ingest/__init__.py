"""bytes -> report -> text. Hostile input ends here.

`ingester` is the way in, `child` and `zygote` are the walls, `parse` is what happens within them,
`formats` has one file per format.
"""
