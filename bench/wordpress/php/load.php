<?php
// Loads WordPress on the command line; the second argument is a file with JSON for the script.
$_SERVER['HTTP_HOST']      = getenv( 'BENCH_HOST' );
$_SERVER['SERVER_NAME']    = '127.0.0.1';
$_SERVER['REQUEST_URI']    = '/';
$_SERVER['REQUEST_METHOD'] = 'GET';
$given = json_decode( file_get_contents( $argv[1] ), true );
require getenv( 'BENCH_FOLDER' ) . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/taxonomy.php';
