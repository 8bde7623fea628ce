namespace Heed.Query.Syntax;

/// <summary>The types as messages name them.</summary>
public static class ExpressionTypes
{
    public static string Name(this ExpressionType type) => type switch
    {
        ExpressionType.Scalar => "scalar",
        ExpressionType.InstantVector => "instant vector",
        ExpressionType.RangeVector => "range vector",
        _ => "string",
    };
}
