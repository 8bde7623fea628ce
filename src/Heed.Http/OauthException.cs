namespace Heed.Http;

/// <summary>A server of tokens gave none. The message holds no secret.</summary>
public sealed class OauthException(string message) : HttpRequestException(message);
