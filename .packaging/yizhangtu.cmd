@echo off
rem 双击：打开写作台。放在项目文件夹里（里面有 flows），或者拖一个文件夹到上面。
chcp 65001 >nul
if "%~1"=="" (cd /d "%~dp0") else (cd /d "%~1")
if not exist flows mkdir flows
py -3 -m yizhangtu serve --open
if errorlevel 1 pause
