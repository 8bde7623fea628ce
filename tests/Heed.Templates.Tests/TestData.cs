namespace Heed.Templates.Tests;

/// <summary>The data and functions that the tables of cases use.</summary>
internal static class TestData
{
    public static TemplateFunctions Functions { get; } = TemplateFunctions
        .Of([KeyValuePair.Create<string, TemplateFunction>("join", a => string.Join((string)a[1]!, (IReadOnlyList<object?>)a[0]!))])
        .With("upper", 1, a => ((string)a[0]!).ToUpperInvariant())
        .With("zero", 0, _ => 0)
        .With("pair", 2, a => new object?[] { a[0], a[1] })
        .With("range3", 1, 3, a => (long)a.Length)
        .With("big", 1, a => new string('x', (int)(long)a[0]!))
        .With("fail", 0, _ => throw new TemplateException("told to fail"));

    public static object Root { get; } = new Dictionary<string, object?>
    {
        ["s"] = "text",
        ["empty"] = "",
        ["i"] = 7,
        ["f"] = 2.5,
        ["nan"] = double.NaN,
        ["t"] = true,
        ["n"] = null,
        ["list"] = new object?[] { "a", "b", "c" },
        ["ints"] = new object?[] { 1, 2, 3, 4 },
        ["none"] = Array.Empty<object?>(),
        ["map"] = new Dictionary<string, object?> { ["y"] = 2, ["x"] = 1 },
        ["labels"] = new Dictionary<string, string> { ["job"] = "api", ["a"] = "1" },
        ["time"] = new DateTimeOffset(2026, 3, 1, 4, 5, 6, 70, TimeSpan.Zero),
        ["span"] = TimeSpan.FromSeconds(3723.5),
        ["obj"] = new Person("Ada", new Person("Bo", null)),
        ["fn"] = (TemplateFunction)(a => a.Length == 0 ? "none" : $"<{a[0]}>"),
    };

    /// <summary>Data with fields, methods and a text of its own.</summary>
    internal sealed record Person(string Name, Person? Boss) : ITemplateObject
    {
        public bool TryGetField(string name, out object? value)
        {
            value = name switch
            {
                "Name" => Name,
                "Boss" => Boss,
                "Greet" => (TemplateFunction)(a => a.Length == 1 ? $"{a[0]}, {Name}" : throw new TemplateException("want 1 argument")),
                "Count" => (TemplateFunction)(_ => 3),
                _ => null,
            };
            return value is not null || name == "Boss";
        }

        public override string ToString() => $"Person({Name})";
    }
}
