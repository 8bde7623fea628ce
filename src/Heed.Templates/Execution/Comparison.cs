namespace Heed.Templates.Execution;

/// <summary>Compares as Go's templates do: values of one kind only, so a whole number is never compared with a float.</summary>
internal static class Comparison
{
    private enum Kind
    {
        Other,
        Bool,
        Integer,
        Float,
        Text,
        Nil,
    }

    /// <summary>Whether the first argument equals any of the others.</summary>
    public static bool EqualsAny(object?[] arguments)
    {
        if (arguments.Length == 1) throw new TemplateException("missing argument for comparison");
        for (int i = 1; i < arguments.Length; i++)
        {
            if (AreEqual(arguments[0], arguments[i])) return true;
        }

        return false;
    }

    public static bool AreEqual(object? left, object? right)
    {
        (Kind leftKind, Kind rightKind) = (KindOf(left), KindOf(right));
        if (leftKind == Kind.Nil || rightKind == Kind.Nil) return leftKind == rightKind;
        if (leftKind != rightKind) throw new TemplateException($"incompatible types for comparison: {Types(left, right)}");
        return leftKind switch
        {
            Kind.Bool => (bool)left! == (bool)right!,
            Kind.Integer => Integer(left!) == Integer(right!),
            Kind.Float => (double)left! == (double)right!,
            Kind.Text => string.Equals((string)left!, (string)right!, StringComparison.Ordinal),
            _ when left is DateTimeOffset time && right is DateTimeOffset other => time == other,
            _ => throw new TemplateException($"non-comparable types: {Types(left, right)}"),
        };
    }

    /// <summary>
    /// Negative, zero or positive; null for a NaN, which is neither less nor equal. Go defines <c>gt</c> as "not <c>le</c>" and
    /// <c>ge</c> as "not <c>lt</c>", so both are true of it.
    /// </summary>
    public static int? Order(object? left, object? right)
    {
        (Kind leftKind, Kind rightKind) = (KindOf(left), KindOf(right));
        if (leftKind is Kind.Other or Kind.Bool or Kind.Nil || rightKind is Kind.Other or Kind.Bool or Kind.Nil)
        {
            throw new TemplateException($"invalid type for comparison: {Types(left, right)}");
        }

        if (leftKind != rightKind) throw new TemplateException($"incompatible types for comparison: {Types(left, right)}");
        return leftKind switch
        {
            Kind.Integer => Integer(left!).CompareTo(Integer(right!)),
            Kind.Float when double.IsNaN((double)left!) || double.IsNaN((double)right!) => null,
            Kind.Float => ((double)left!).CompareTo((double)right!),
            _ => string.CompareOrdinal((string)left!, (string)right!),
        };
    }

    private static Kind KindOf(object? value) => value switch
    {
        null => Kind.Nil,
        bool => Kind.Bool,
        long or TimeSpan => Kind.Integer,
        double => Kind.Float,
        string => Kind.Text,
        _ => Kind.Other,
    };

    /// <summary>Durations are whole nanoseconds, as in Go.</summary>
    private static long Integer(object value) => value is TimeSpan duration ? TimeMembers.Nanoseconds(duration) : (long)value;

    private static string Types(object? left, object? right) => $"{GoValue.TypeName(left)} and {GoValue.TypeName(right)}";
}
