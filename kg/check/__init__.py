"""The two gates: does the text say so (text gate), and is the graph as it must be (graph gate)?"""
