"""`python -m yizhangtu` → the command line."""

from yizhangtu.cli import main

if __name__ == "__main__":
    main()
