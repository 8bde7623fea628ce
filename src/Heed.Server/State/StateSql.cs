namespace Heed.Server.State;

/// <summary>
/// A statement with named parameters (<c>@name</c>), the same text for every database that state is kept in. Made once: stores keep what
/// they prepared under it.
/// </summary>
internal sealed class StateSql(string text, params string[] parameters)
{
    public string Text => text;

    /// <summary>The names, with their <c>@</c>, in the order in which values are given.</summary>
    public IReadOnlyList<string> Parameters => parameters;

    /// <summary>With a value for each parameter: a text, a number, bytes, or null.</summary>
    public StateStatement With(params object?[] values) => new(this, values);
}
