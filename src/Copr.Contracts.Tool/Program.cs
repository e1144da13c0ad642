using Copr.Contracts.Tool.Commands;

using Stream input = Console.OpenStandardInput();
using Stream output = Console.OpenStandardOutput();
using Stream error = Console.OpenStandardError();
return await CommandLine.RunAsync(args, input, output, error);
