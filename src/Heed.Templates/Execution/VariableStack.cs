namespace Heed.Templates.Execution;

/// <summary>The variables of one template's execution, innermost last. The first is <c>$</c>.</summary>
internal sealed class VariableStack
{
    private readonly List<(string Name, object? Value)> _all;

    public VariableStack(object? root) => _all = [("$", root)];

    public int Count => _all.Count;

    public void Push(string name, object? value) => _all.Add((name, value));

    public void PopTo(int mark) => _all.RemoveRange(mark, _all.Count - mark);

    /// <summary>The innermost of that name. The parser has made sure that there is one.</summary>
    public object? Get(string name) => _all[IndexOf(name)].Value;

    public void Set(string name, object? value) => _all[IndexOf(name)] = (name, value);

    private int IndexOf(string name) => _all.FindLastIndex(v => string.Equals(v.Name, name, StringComparison.Ordinal));
}
