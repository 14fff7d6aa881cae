return await MLOpsBuild.Serving.ServerProgram.RunAsync(args, Console.Out, Console.Error);
