namespace Heed.Templates.Execution;

/// <summary>What the language knows of values: their types' names and their truth.</summary>
internal static class GoValue
{
    /// <summary>The value with its width widened: the rest of the room knows only long and double.</summary>
    public static object? Normalize(object? value) => value switch
    {
        int number => (long)number,
        uint number => (long)number,
        float number => (double)number,
        _ => value,
    };

    /// <summary>Whether the value is not the empty one of its type.</summary>
    public static bool IsTrue(object? value) => value switch
    {
        null => false,
        bool truth => truth,
        long number => number != 0,
        double number => number != 0,
        string text => text.Length > 0,
        TimeSpan duration => duration != TimeSpan.Zero,
        IReadOnlyList<object?> list => list.Count > 0,
        _ => !GoMap.TryView(value, out GoMap map) || map.Count > 0,
    };

    /// <summary>As Go calls the type in messages.</summary>
    public static string TypeName(object? value) => value switch
    {
        null => "nil",
        string => "string",
        bool => "bool",
        long => "int",
        double => "float64",
        DateTimeOffset => "time.Time",
        TimeSpan => "time.Duration",
        TemplateFunction => "func",
        IReadOnlyList<string> => "[]string",
        IReadOnlyList<object?> => "[]interface {}",
        _ => GoMap.TryView(value, out GoMap map) ? map.TypeName : value.GetType().Name,
    };
}
