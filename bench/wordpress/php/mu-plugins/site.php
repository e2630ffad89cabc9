<?php
// What themes and plugins of real sites add: types of their own, a page builder, a closed API.

add_action( 'init', function () {
	$common = array( 'public' => true, 'has_archive' => true, 'supports' => array( 'title', 'editor', 'author' ) );
	register_post_type( 'document', $common + array( 'label' => 'Documents', 'show_in_rest' => true, 'rest_base' => 'documents' ) );
	register_post_type( 'dossier', $common + array( 'label' => 'Dossiers', 'show_in_rest' => false ) );
} );

// Page builders know their shortcodes on pages and feeds, but not when the REST API asks.
add_action( 'wp', function () {
	foreach ( array( 'vc_row', 'vc_column', 'vc_column_text' ) as $name ) {
		add_shortcode( $name, function ( $attributes, $content ) use ( $name ) {
			return '<div class="' . $name . '">' . do_shortcode( $content ) . '</div>';
		} );
	}
} );

add_filter( 'rest_authentication_errors', function ( $result ) {
	if ( get_option( 'bench_closed_api' ) && ! is_user_logged_in() ) {
		return new WP_Error( 'rest_forbidden', 'Sorry, you are not allowed to do that.', array( 'status' => 401 ) );
	}
	return $result;
} );

// A sitemap of the core holds 2000 addresses; a smaller one shows with few posts what a large site does.
add_filter( 'wp_sitemaps_max_urls', function ( $size ) {
	return (int) get_option( 'bench_sitemap_size' ) ?: $size;
} );
