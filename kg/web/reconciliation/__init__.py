"""The Reconciliation Service API 0.2 over our things, for OpenRefine and its like.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""
