"""The columns of a register and the words in them, as the workbook offers them and `register check` reads them."""

SHEET = "登记簿"
CASE = "情形"  # only where a guide has several
COLUMNS = (
    "序号", "受理日期", "申请人", "村民小组", "联系电话", CASE, "材料", "承诺办结日", "送交何处", "送交日期",
    "办结日期", "结果", "领取签字", "代办员", "满意", "档号", "是否超期",
)  # fmt: skip
COMPUTED = ("序号", "承诺办结日", "档号", "是否超期")  # a row with nothing else is empty
NEEDED = ("序号", "受理日期", "承诺办结日", "办结日期", "领取签字")  # what a register is known by
SIGNED = ("已签", "代领", "不用领")
RESULTS = ("办结", "不予办理", "退回补正", "撤回")
SATISFIED = ("满意", "基本满意", "不满意")
TIMELY, LATE_DONE, OPEN, LATE = "按期", "超期办结", "在办", "超期未办"
