using System.Collections.Frozen;
using System.Text;

using Heed.Templates.Formatting;

namespace Heed.Templates.Execution;

/// <summary>The language's own functions. <c>and</c> and <c>or</c> are the evaluator's: they do not evaluate all arguments.</summary>
internal static class Builtins
{
    private static readonly FrozenDictionary<string, TemplateFunctions.Entry> Entries = new Dictionary<string, TemplateFunctions.Entry>
    {
        ["not"] = new(a => !GoValue.IsTrue(a[0]), 1, 1),
        ["eq"] = new(a => Comparison.EqualsAny(a), 1, int.MaxValue),
        ["ne"] = new(a => !Comparison.AreEqual(a[0], a[1]), 2, 2),
        ["lt"] = new(a => Comparison.Order(a[0], a[1]) is < 0, 2, 2),
        ["le"] = new(a => Comparison.Order(a[0], a[1]) is <= 0, 2, 2),
        ["gt"] = new(a => Comparison.Order(a[0], a[1]) is not <= 0, 2, 2),
        ["ge"] = new(a => Comparison.Order(a[0], a[1]) is not < 0, 2, 2),
        ["len"] = new(a => Length(a[0]), 1, 1),
        ["slice"] = new(Slice, 1, int.MaxValue),
        ["print"] = new(a => GoPrinter.Print(a), 0, int.MaxValue),
        ["println"] = new(a => GoPrinter.PrintLine(a), 0, int.MaxValue),
        ["printf"] = new(PrintFormat, 1, int.MaxValue),
        ["html"] = new(a => Escaping.Html(Text(a)), 0, int.MaxValue),
        ["js"] = new(a => Escaping.JavaScript(Text(a)), 0, int.MaxValue),
        ["urlquery"] = new(a => Escaping.UrlQuery(Text(a)), 0, int.MaxValue),
        ["call"] = new(Call, 1, int.MaxValue),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Has(string name) => name is "and" or "or" or "index" || Entries.ContainsKey(name);

    /// <summary>A function that <see cref="Has"/> knows; <c>index</c> depends on what a missing key is.</summary>
    public static TemplateFunctions.Entry Get(string name, MissingKey missing) =>
        name == "index" ? new TemplateFunctions.Entry(a => Index(a, missing), 1, int.MaxValue) : Entries[name];

    private static long Length(object? value) => value switch
    {
        null => throw new TemplateException("len of nil"),
        string text => Encoding.UTF8.GetByteCount(text),
        IReadOnlyList<object?> list => list.Count,
        _ => GoMap.TryView(value, out GoMap map) ? map.Count : throw new TemplateException($"len of type {GoValue.TypeName(value)}"),
    };

    /// <summary>A missing key of a map is the empty value of its values' type, whatever the option says: as in Go.</summary>
    private static object? Index(object?[] arguments, MissingKey missing)
    {
        object? item = arguments[0];
        for (int i = 1; i < arguments.Length; i++)
        {
            object? key = arguments[i];
            if (item is null) throw new TemplateException("index of nil");
            if (item is IReadOnlyList<object?> list) item = GoValue.Normalize(list[Position(key, list.Count - 1)]);
            else if (item is string text) item = IndexText(text, key);
            else if (!GoMap.TryView(item, out GoMap map)) throw new TemplateException(
                $"can't index an item of type {GoValue.TypeName(item)}");
            else if (key is not string name) throw new TemplateException(
                $"the key has type {GoValue.TypeName(key)}; it should be a string");
            else if (!map.TryGet(name, out item)) item = map.IsTexts || missing == MissingKey.EmptyText ? "" : null;
        }

        return item;
    }

    private static long IndexText(string text, object? key)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return utf8[Position(key, utf8.Length - 1)];
    }

    private static int Position(object? key, long most)
    {
        if (key is not long position) throw new TemplateException($"cannot index with type {GoValue.TypeName(key)}");
        return position >= 0 && position <= most ? (int)position : throw new TemplateException($"index out of range: {position}");
    }

    private static object Slice(object?[] arguments)
    {
        if (arguments[0] is string text)
        {
            if (arguments.Length > 3) throw new TemplateException("cannot slice a string with three indexes");
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            (int from, int to) = SliceBounds(arguments, utf8.Length);
            return Encoding.UTF8.GetString(utf8, from, to - from);
        }

        if (arguments[0] is not IReadOnlyList<object?> list)
        {
            throw new TemplateException($"can't slice an item of type {GoValue.TypeName(arguments[0])}");
        }

        (int start, int end) = SliceBounds(arguments, list.Count);
        return list.Skip(start).Take(end - start).ToArray();
    }

    private static (int From, int To) SliceBounds(object?[] arguments, int length)
    {
        if (arguments.Length > 4) throw new TemplateException($"too many slice indexes: {arguments.Length - 1}");
        int from = arguments.Length > 1 ? Position(arguments[1], length) : 0;
        int to = arguments.Length > 2 ? Position(arguments[2], length) : length;
        int capacity = arguments.Length > 3 ? Position(arguments[3], length) : length;
        if (from > to) throw new TemplateException($"invalid slice index: {from} > {to}");
        return to <= capacity ? (from, to) : throw new TemplateException($"invalid slice index: {to} > {capacity}");
    }

    private static string PrintFormat(object?[] arguments) => arguments[0] is string format
        ? GoPrinter.Format(format, arguments.AsSpan(1))
        : throw new TemplateException($"expected a format text, found a value of type {GoValue.TypeName(arguments[0])}");

    private static object? Call(object?[] arguments) => arguments[0] switch
    {
        TemplateFunction function => function(arguments[1..]),
        null => throw new TemplateException("call of nil"),
        _ => throw new TemplateException($"call of a value of type {GoValue.TypeName(arguments[0])}, which is no function"),
    };

    private static string Text(object?[] arguments) => arguments is [string text] ? text : GoPrinter.Print(arguments);
}
