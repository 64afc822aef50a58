"""The trained layer of the reader: it chooses words, the grammar reads their values.

pieces    words cut into what the network knows
network   the weights, loaded when first asked for; numbers for each piece
marking   numbers become marked words, tied to acts
values    the value of marked words, read by the grammar
filling   marked words become claims beside those of the grammar
weighing  how likely each claim is; the unlikely ones are left out

Without weights in the package the reader is the grammar alone.
"""
