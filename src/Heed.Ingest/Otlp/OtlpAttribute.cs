namespace Heed.Ingest.Otlp;

/// <summary>One attribute, its value as text: lists and maps as JSON, bytes in base 64.</summary>
internal readonly record struct OtlpAttribute(string Key, string Value);
