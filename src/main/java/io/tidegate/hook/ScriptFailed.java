package io.tidegate.hook;

public class ScriptFailed extends Exception {}
