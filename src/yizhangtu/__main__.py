"""`python -m yizhangtu` → the command line."""

from yizhangtu.cli.main import main

if __name__ == "__main__":
    main()
